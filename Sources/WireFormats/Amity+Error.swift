extension Amity {
    /// What went wrong: the body of a reply that is an error, and a record of a stream.
    ///
    /// It is known by its member `__error`, whatever that holds. Show `message`, switch on the HTTP status.
    package struct ErrorObject: Codable, Sendable, Hashable {
        /// "SampleException".
        package var name: String?
        /// 400000 and the like: the HTTP status and three digits more. Other services may say others.
        package var code: Int?
        /// The HTTP status.
        package var status: Int?
        /// Empty when the service has no words.
        package var message: String
        package var errors: [JSONValue]

        package init(
            name: String? = nil, code: Int? = nil, status: Int? = nil, message: String, errors: [JSONValue] = []
        ) {
            self.name = name
            self.code = code
            self.status = status
            self.message = message
            self.errors = errors
        }

        private enum CodingKeys: String, CodingKey {
            case mark = "__error"
            case name, code, status, message, errors
        }

        /// Reads the members beside `__error`; where it is an object, those in it fill what is missing, and where it is a
        /// text, that is the message. Nothing that is missing or has another type throws.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let mark = try container.decodeIfPresent(JSONValue.self, forKey: .mark)
            func value(_ key: CodingKeys) throws -> JSONValue? {
                try container.decodeIfPresent(JSONValue.self, forKey: key) ?? mark?[key.rawValue]
            }
            name = try value(.name)?.text
            code = try value(.code)?.wholeNumber
            status = try value(.status)?.wholeNumber
            message = try value(.message)?.text ?? mark?.text ?? ""
            if case .array(let values)? = try value(.errors) { errors = values } else { errors = [] }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(true, forKey: .mark)
            try container.encodeIfPresent(name, forKey: .name)
            try container.encodeIfPresent(code, forKey: .code)
            try container.encodeIfPresent(status, forKey: .status)
            try container.encode(message, forKey: .message)
            try container.encode(errors, forKey: .errors)
        }
    }
}

extension JSONValue {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// Also of a text of digits.
    fileprivate var wholeNumber: Int? {
        switch self {
        case .integer(let number): Int(exactly: number)
        case .string(let digits): Int(digits)
        default: nil
        }
    }
}
