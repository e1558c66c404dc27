using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Triad.Doubles.Recordings;

/// <summary>A call of a recording, with the answer or the error that a server gave.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Scene">What it shows.</param>
/// <param name="Method">What was called.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Response">The answer; null where there was an error.</param>
/// <param name="Error">The error; null where there was an answer.</param>
/// <param name="Until">Whether the call was repeated until the answer was this.</param>
public sealed record RecordedCall(
    int Number,
    string Scene,
    MethodDescriptor Method,
    IMessage Request,
    IMessage? Response,
    Status? Error,
    bool Until)
{
    /// <summary>Service and method: <c>qdrant.Points/Upsert</c>.</summary>
    public string Call => $"{Method.Service.FullName}/{Method.Name}";
}
