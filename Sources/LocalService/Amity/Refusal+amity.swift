import HTTPTypes
import WireFormats

extension Refusal {
    /// The refusal as this API says it, before a stream and in it.
    var amityError: Amity.ErrorObject {
        let (name, code) = Self.amityName(of: amityStatus)
        let errors: [JSONValue] =
            detail.param.map { [.object(["param": .string($0), "message": .string(detail.message)])] } ?? []
        return Amity.ErrorObject(
            name: name, code: code, status: amityStatus.code, message: amityMessage, errors: errors)
    }

    /// A message while another is being answered is a conflict here.
    var amityStatus: HTTPResponse.Status { waitsForRun ? .conflict : status }

    private var amityMessage: String {
        waitsForRun ? "The message before this one is still being answered in this session" : detail.message
    }

    /// The codes that the error pages of the same company list.
    private static func amityName(of status: HTTPResponse.Status) -> (name: String, code: Int) {
        switch status.code {
        case 401: ("UnauthorizedError", 400_100)
        case 403: ("ForbiddenError", 400_300)
        case 404: ("NotFoundError", 400_400)
        case 409: ("ConflictError", 400_900)
        case 429: ("RateLimitError", 400_311)
        case 500...: ("ServerError", 500_000)
        default: ("BadRequestError", 400_000)
        }
    }
}
