extension Assisters {
    /// The body of every reply that is an error, and of an error inside a stream.
    package struct ErrorBody: Codable, Sendable, Hashable {
        package var error: ErrorDetail

        package init(_ error: ErrorDetail) { self.error = error }

        private enum CodingKeys: String, CodingKey { case error }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            // Some gateways in front of services answer `{"error":"text"}`.
            if let message = try? container.decode(String.self, forKey: .error) {
                error = ErrorDetail(code: nil, message: message)
            } else {
                error = try container.decode(ErrorDetail.self, forKey: .error)
            }
        }
    }

    /// What went wrong. Show `message`, switch on the HTTP status: `code` and `type` differ between services.
    package struct ErrorDetail: Codable, Sendable, Hashable {
        package var code: String?
        package var message: String
        /// The member of the request that is wrong.
        package var param: String?
        package var type: String?

        package init(code: String?, message: String, param: String? = nil, type: String? = nil) {
            self.code = code
            self.message = message
            self.param = param
            self.type = type
        }

        private enum CodingKeys: String, CodingKey {
            case code, message, param, type
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let number = try? container.decode(Int.self, forKey: .code) {
                code = String(number)
            } else {
                code = try? container.decode(String.self, forKey: .code)
            }
            message = try container.decodeIfPresent(String.self, forKey: .message) ?? ""
            param = try? container.decode(String.self, forKey: .param)
            type = try? container.decode(String.self, forKey: .type)
        }
    }
}
