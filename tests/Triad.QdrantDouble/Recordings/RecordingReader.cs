using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Triad.Doubles.Serving;

namespace Triad.Doubles.Recordings;

/// <summary>
/// Reads recordings of a server's calls: one JSON object a line, with <c>n</c>, <c>scene</c>, <c>call</c>, <c>request</c>, then
/// <c>response</c> or <c>error</c> with <c>code</c> and <c>message</c>, and <c>until</c>; messages are in protobuf's JSON.
/// </summary>
public static class RecordingReader
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private static readonly Dictionary<string, MethodDescriptor> Methods =
        RequestTable.Services.SelectMany(service => service.Methods).ToDictionary(RequestTable.NameOf);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A line is no recorded call; the message has its number.</exception>
    public static IReadOnlyList<RecordedCall> Read(string path)
    {
        var calls = new List<RecordedCall>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                calls.Add(Call(line));
            }
            catch (Exception e) when (e is JsonException or InvalidProtocolBufferException or InvalidJsonException or KeyNotFoundException
                or InvalidOperationException)
            {
                throw new InvalidDataException($"Line {number} of '{path}' is no recorded call: {e.Message}", e);
            }
        }

        return calls;
    }

    private static RecordedCall Call(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var name = root.GetProperty("call").GetString() ?? "";
        if (!Methods.TryGetValue(name, out var method))
            throw new InvalidOperationException($"there is no call '{name}'");
        var hasError = root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object;
        return new RecordedCall(
            root.GetProperty("n").GetInt32(),
            root.TryGetProperty("scene", out var scene) ? scene.GetString() ?? "" : "",
            method,
            Message(root.GetProperty("request"), method.InputType),
            hasError ? null : Message(root.GetProperty("response"), method.OutputType),
            hasError ? new Status(Code(error.GetProperty("code").GetString()), error.GetProperty("message").GetString() ?? "") : null,
            root.TryGetProperty("until", out var until) && until.ValueKind is not (JsonValueKind.False or JsonValueKind.Null));
    }

    private static IMessage Message(JsonElement json, MessageDescriptor type) => Parser.Parse(json.GetRawText(), type);

    // INVALID_ARGUMENT is InvalidArgument.
    private static StatusCode Code(string? name)
    {
        var word = new StringBuilder();
        foreach (var part in (name ?? "").Split('_', StringSplitOptions.RemoveEmptyEntries))
            word.Append(part[0]).Append(part[1..].ToLowerInvariant());
        if (word.ToString() == "Ok")
            return StatusCode.OK;
        return Enum.TryParse<StatusCode>(word.ToString(), out var code)
            ? code
            : throw new InvalidOperationException($"there is no code '{name}'");
    }
}
