using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;

namespace Triad.Testing.Contract;

/// <summary>All that a caller learns from a call.</summary>
/// <param name="Code">The status code.</param>
/// <param name="Message">The status text.</param>
/// <param name="Details">What came in <c>grpc-status-details-bin</c>, or null.</param>
/// <param name="Responses">The messages that came back.</param>
/// <param name="Headers">The names of the response's headers and trailers.</param>
/// <param name="Values">What the headers and trailers say, in the same order: bytes as Latin-1.</param>
internal sealed record CallOutcome(
    StatusCode Code,
    string Message,
    Google.Rpc.Status? Details,
    IReadOnlyList<IMessage> Responses,
    IReadOnlyList<string> Headers,
    IReadOnlyList<string> Values)
{
    private static readonly TypeRegistry DetailTypes = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);

    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithTypeRegistry(DetailTypes));

    public bool IsOk => Code == StatusCode.OK;

    public string Reason => Find<ErrorInfo>()?.Reason ?? "";

    /// <summary>
    /// Whether the server's HTTP/2 turned the stream away before any call began, as it does where a client abandons more streams at once than it
    /// tracks, or closed the whole connection, as it does where that goes on. It is not an answer to the call, and says nothing of it: on a new
    /// connection a server that lives answers.
    /// </summary>
    public bool IsTurnedAwayByTransport => Code switch
    {
        StatusCode.ResourceExhausted => Message.Contains("ENHANCE_YOUR_CALM", StringComparison.Ordinal),
        StatusCode.Unavailable => Message.StartsWith("Error starting gRPC call", StringComparison.Ordinal),
        _ => false,
    };

    public T? Find<T>()
        where T : class, IMessage<T>, new() => Details?.GetDetail<T>();

    /// <summary>Everything as one text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Code).Append(' ').AppendLine(Message).AppendLine(string.Join(", ", Headers));
        if (Details is not null)
            text.AppendLine(Json.Format(Details));
        foreach (var response in Responses)
            text.AppendLine(Json.Format(response));
        return text.ToString();
    }
}
