using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Triad.Vectors.Qdrant.Calls;

/// <summary>
/// Writes calls and their answers to a file, a JSON object a line: n, scene, call, request, and response or error. A call that was
/// repeated until its answer changed is one line with <c>until</c>. What differs from run to run is left out. So a run can be played to
/// another server and compared.
/// </summary>
internal sealed class CallRecorder : Interceptor
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "TRIAD_QDRANT_RECORD";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Volatile = ["usage", "operationId"];

    private static readonly ConcurrentDictionary<string, CallRecorder> Open = [];

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private JsonObject? _last;
    private long _lastAt;
    private int _count;

    private CallRecorder(string file) => _file = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <summary>What a call is part of. The span that runs, unless somebody knows it better.</summary>
    public static Func<string?> Scene { get; set; } = () => Activity.Current?.OperationName;

    /// <summary>The recorder of a file: one a process, which lives as long as that.</summary>
    public static CallRecorder Of(string file) => Open.GetOrAdd(Path.GetFullPath(file), static path => new CallRecorder(path));

    /// <inheritdoc/>
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var line = new JsonObject
        {
            ["n"] = 0,
            ["scene"] = Scene() ?? "",
            ["call"] = context.Method.FullName.TrimStart('/'),
            ["request"] = Json(request),
        };
        var call = continuation(request, context);
        return new AsyncUnaryCall<TResponse>(
            NoteAsync(call.ResponseAsync, line),
            call.ResponseHeadersAsync,
            call.GetStatus,
            call.GetTrailers,
            call.Dispose);
    }

    private async Task<TResponse> NoteAsync<TResponse>(Task<TResponse> answer, JsonObject line)
    {
        try
        {
            var response = await answer;
            line["response"] = Json(response);
            return response;
        }
        catch (RpcException failure)
        {
            line["error"] = new JsonObject { ["code"] = Code(failure.StatusCode), ["message"] = failure.Status.Detail };
            throw;
        }
        finally
        {
            Note(line);
        }
    }

    private void Note(JsonObject line)
    {
        lock (_lock)
        {
            if (_last is not null && IsRepeated(_last, line))
            {
                line["until"] = true;
                _file.SetLength(_lastAt);
                _count--;
            }

            _lastAt = _file.Length;
            line["n"] = ++_count;
            _file.Position = _lastAt;
            _file.Write(Encoding.UTF8.GetBytes(line.ToJsonString(Readable) + "\n"));
            _file.Flush();
            _last = line;
        }
    }

    // Only what reads is repeated until it says something else.
    private static bool IsRepeated(JsonObject last, JsonObject line) =>
        JsonNode.DeepEquals(last["call"], line["call"])
        && JsonNode.DeepEquals(last["request"], line["request"])
        && !JsonNode.DeepEquals(last["response"], line["response"])
        && last["error"] is null
        && line["error"] is null
        && (string?)line["call"] is not ("qdrant.Points/UpdateBatch" or "qdrant.Collections/UpdateCollectionClusterSetup");

    private static JsonNode? Json<T>(T message)
    {
        var json = JsonNode.Parse(JsonFormatter.Default.Format((IMessage)message!));
        if (json is JsonObject fields)
        {
            foreach (var name in Volatile)
                fields.Remove(name);
            if (fields.ContainsKey("time"))
                fields["time"] = 0;
            if (fields["result"] is JsonObject result)
                result.Remove("operationId");
            if (fields["result"] is JsonArray results)
                foreach (var item in results.OfType<JsonObject>())
                    item.Remove("operationId");
        }

        return json;
    }

    // INVALID_ARGUMENT, as protocols write it.
    private static string Code(StatusCode code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());
}
