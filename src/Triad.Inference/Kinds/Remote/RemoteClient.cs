using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Triad.Core.Errors;

namespace Triad.Inference.Kinds.Remote;

/// <summary>
/// Asks an endpoint: each attempt has its time, what may pass is tried again after a growing wait with jitter, and an endpoint that fails
/// again and again is left alone for a while. Redirects are not followed, no proxy is asked, answers are bounded.
/// </summary>
internal sealed class RemoteClient : IDisposable
{
    private const int MostErrorBytes = 4096;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly RemoteEndpoint _endpoint;
    private readonly int? _size;
    private readonly TimeProvider _time;
    private readonly RemoteErrors _errors;
    private readonly RemoteAnswer _answer;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<RemoteReply> _pipeline;

    public RemoteClient(string package, RemoteEndpoint endpoint, int? size, TimeProvider time, ILogger log)
    {
        (_endpoint, _size, _time) = (endpoint, size, time);
        _errors = new RemoteErrors(package, endpoint, log);
        _answer = new RemoteAnswer(endpoint.Form!, size, _errors);
        _pipeline = RemotePipeline.Create(endpoint.Retries, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            MaxConnectionsPerServer = endpoint.Parallel,
            PooledConnectionLifetime = ConnectionLife,
            UseCookies = false,
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("triad", "1.0"));
    }

    /// <summary>The vectors of some inputs of one role, as the endpoint gave them.</summary>
    public async Task<Result<IReadOnlyList<float[]>>> SendAsync(IReadOnlyList<RemoteInput> inputs, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await _pipeline.ExecuteAsync(
                async token => await AttemptAsync(inputs, token).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
            return reply.Vectors is { } vectors ? Result<IReadOnlyList<float[]>>.Ok(vectors) : reply.Error!;
        }
        catch (BrokenCircuitException exception)
        {
            return _errors.LeftAlone(exception.RetryAfter);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<RemoteReply> AttemptAsync(IReadOnlyList<RemoteInput> inputs, CancellationToken cancellationToken)
    {
        var request = RemoteRequest.Write(_endpoint, _size, inputs);
        if (!request.IsOk)
            return RemoteReply.Never(request.Error);
        using var message = request.Value;
        using var timeout = new CancellationTokenSource(_endpoint.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                return _errors.Refused(
                    response.StatusCode, await SaidAsync(response, either.Token).ConfigureAwait(false), RetryAfter(response));
            var most = _answer.MostBytes(inputs.Count);
            var body = await ReadAsync(response, most, either.Token).ConfigureAwait(false);
            return body is null ? _errors.Malformed($"has more than {most} bytes") : _answer.Read(body.Value, inputs);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return _errors.Unreachable(failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Connecting has a time of its own, after which it is cancelled too.
            return _errors.TooSlow();
        }
    }

    // What a server says may repeat what it was sent: where that is a secret, nothing of it is logged.
    private async Task<string> SaidAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(response, MostErrorBytes, cancellationToken).ConfigureAwait(false);
        var text = bytes is { } said ? Encoding.UTF8.GetString(said.Span) : "";
        return _endpoint.Secret?.Read() is { IsOk: true, Value: var secret }
            && text.Contains(secret.Split(' ')[^1], StringComparison.Ordinal) ? "" : text;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _time.GetUtcNow() => date - _time.GetUtcNow(),
        _ => null,
    };

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > most)
            return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > most)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
