using System.Net;
using System.Net.Http.Headers;

namespace Triad.Inference.Hub.Downloads;

/// <summary>Asks a source by HTTP, and follows its redirects to hosts that are allowed, no others.</summary>
internal sealed class SourceConnection : IDisposable
{
    private const int MostRedirects = 5;
    private const int MostDocumentBytes = 32 << 20;

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(20),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly TimeProvider _time;
    private readonly DownloadOptions _options;

    public SourceConnection(AllowedHosts hosts, string? token, TimeProvider time, DownloadOptions options)
    {
        (Hosts, Token, _time, _options) = (hosts, token, time, options);
        Retrying = new Retrying(time, options);
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("triad", "1.0"));
    }

    /// <summary>Where it may go.</summary>
    public AllowedHosts Hosts { get; }

    /// <summary>How attempts are repeated.</summary>
    public Retrying Retrying { get; }

    private string? Token { get; }

    /// <summary>A document, whole.</summary>
    /// <exception cref="DownloadException">It cannot be had, or is too large.</exception>
    public Task<(byte[] Content, HttpResponseHeaders Headers)> DocumentAsync(Uri address, CancellationToken cancellationToken) =>
        Retrying.RunAsync(address.ToString(), async () =>
        {
            using var response = await GetAsync(address, 0, cancellationToken).ConfigureAwait(false);
            using var content = new MemoryStream();
            await ReadAsync(response, async bytes =>
            {
                await content.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                if (content.Length > MostDocumentBytes)
                    throw DownloadException.Mismatch("source", address, $"has more than {MostDocumentBytes} bytes", "Check the address.");
            }, cancellationToken).ConfigureAwait(false);
            if (response.Content.Headers.ContentLength is { } length && content.Length < length)
                throw new BrokenOffException($"it broke off after {content.Length} of {length} bytes");
            return (content.ToArray(), response.Headers);
        }, null, cancellationToken);

    /// <summary>Begins to read a file from a byte on.</summary>
    /// <exception cref="DownloadException">It cannot be had.</exception>
    /// <exception cref="BrokenOffException">Not now.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri address, long from, CancellationToken cancellationToken)
    {
        var next = Hosts.Check(address);
        for (var hops = 0; ; hops++)
        {
            var response = await SendAsync(next, from, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                return response;
            using (response)
            {
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } target)
                    throw Refusal(address, response);
                if (hops == MostRedirects)
                    throw DownloadException.Mismatch("source", address, $"redirects more than {MostRedirects} times", "Check the address.");
                next = Hosts.Check(new Uri(next, target));
            }
        }
    }

    /// <summary>Hands on what comes, until it ends or stalls.</summary>
    /// <exception cref="BrokenOffException">It broke off or stalled.</exception>
    public async Task ReadAsync(HttpResponseMessage response, Func<ReadOnlyMemory<byte>, ValueTask> take, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 17];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var read = await PatientlyAsync(stop => body.ReadAsync(buffer, stop).AsTask(), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return;
            await take(buffer.AsMemory(0, read)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri address, long from, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (from > 0)
            request.Headers.Range = new RangeHeaderValue(from, null);
        if (Token is not null && Hosts.IsOrigin(address))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await PatientlyAsync(
            stop => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop), cancellationToken).ConfigureAwait(false);
    }

    // The time counts from the last byte: a slow line may take hours, a dead one may not.
    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var stall = new CancellationTokenSource(_options.Stall, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            return await work(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokenOffException($"nothing came for {_options.Stall.TotalSeconds:F0} s");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new BrokenOffException(exception.Message);
        }
    }

    private Exception Refusal(Uri address, HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        if (code is 408 or 429 or >= 500)
            return new BrokenOffException($"the server answers {code}", AskedPause(response));
        return code is 401 or 403
            ? DownloadException.Unavailable("source", address, $"is not open to you (it answers {code})",
                "Agree to its terms on its page, and set HF_TOKEN to a token of your account; of a mirror, TRIAD_HUB_TOKEN.")
            : DownloadException.Unavailable("source", address, $"is not there (it answers {code})",
                "Check the name, or give another place with --from.");
    }

    private TimeSpan? AskedPause(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _time.GetUtcNow() => date - _time.GetUtcNow(),
        _ => null,
    };
}
