extension BetterForms {
    /// The body of an answer that is an error.
    ///
    /// Services write one of two forms, and ours writes both in one: `{success, actionName, error:{message, code,
    /// details}}`, and that of the Feathers framework, `{name, message, code, className, errors}`.
    package struct ErrorBody: Codable, Sendable, Hashable {
        package var error: ErrorDetail
        package var actionName: String?
        /// "BadRequest".
        package var name: String?
        /// "bad-request".
        package var className: String?

        /// - Parameter status: Of HTTP.
        package init(status: Int, message: String, details: JSONValue? = nil, actionName: String? = nil) {
            error = ErrorDetail(message: message, code: String(status), details: details)
            let name = Self.names[status] ?? (status < 500 ? "BadRequest" : "GeneralError")
            self.name = name
            className = Self.dashed(name)
            self.actionName = actionName
        }

        private enum CodingKeys: String, CodingKey { case success, error, actionName, name, message, code, className }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let inner = try? container.decode(ErrorDetail.self, forKey: .error) {
                error = inner
            } else {
                error = try ErrorDetail(from: decoder)
            }
            if error.message.isEmpty { error.message = (try? container.decode(String.self, forKey: .message)) ?? "" }
            actionName = try? container.decode(String.self, forKey: .actionName)
            name = try? container.decode(String.self, forKey: .name)
            className = try? container.decode(String.self, forKey: .className)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(false, forKey: .success)
            try container.encodeIfPresent(actionName, forKey: .actionName)
            try container.encodeIfPresent(name, forKey: .name)
            try container.encode(error.message, forKey: .message)
            try container.encodeIfPresent(error.number, forKey: .code)
            try container.encodeIfPresent(className, forKey: .className)
            try container.encode(error, forKey: .error)
        }

        /// The names of the Feathers framework.
        private static let names = [
            400: "BadRequest", 401: "NotAuthenticated", 402: "PaymentError", 403: "Forbidden", 404: "NotFound",
            405: "MethodNotAllowed", 406: "NotAcceptable", 408: "Timeout", 409: "Conflict", 410: "Gone",
            411: "LengthRequired", 422: "Unprocessable", 429: "TooManyRequests", 500: "GeneralError",
            501: "NotImplemented", 502: "BadGateway", 503: "Unavailable",
        ]

        private static func dashed(_ name: String) -> String {
            name.reduce(into: "") { word, letter in
                if letter.isUppercase, !word.isEmpty { word.append("-") }
                word += letter.lowercased()
            }
        }
    }

    /// What went wrong, in an answer and on a channel.
    package struct ErrorDetail: Codable, Sendable, Hashable {
        package var message: String
        /// A number or a word; written as a number where it is one.
        package var code: String?
        package var details: JSONValue?

        package init(message: String, code: String? = nil, details: JSONValue? = nil) {
            self.message = message
            self.code = code
            self.details = details
        }

        var number: Int? { code.flatMap { Int($0) } }

        private enum CodingKeys: String, CodingKey { case message, code, details }

        /// The text itself is an error too.
        package init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self.init(message: text)
                return
            }
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let number = try? container.decode(Int.self, forKey: .code)
            self.init(
                message: (try? container.decode(String.self, forKey: .message)) ?? "",
                code: number.map { String($0) } ?? (try? container.decode(String.self, forKey: .code)),
                details: try? container.decodeIfPresent(JSONValue.self, forKey: .details))
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(message, forKey: .message)
            if let number {
                try container.encode(number, forKey: .code)
            } else {
                try container.encodeIfPresent(code, forKey: .code)
            }
            try container.encodeIfPresent(details, forKey: .details)
        }
    }
}
