using Triad.Core.Errors;

namespace Triad.Gateway.Calls;

/// <summary>What a caller is told whose bytes are not the message that the call takes.</summary>
internal static class UnreadableMessage
{
    /// <summary>The one answer, whatever is wrong with the bytes.</summary>
    public static Error Refusal { get; } = Error.Invalid(
        "message",
        "what was sent",
        "is not one whole message of the type that the call takes",
        "Encode it by the contract's .proto files; a call that is no stream takes exactly one.");
}
