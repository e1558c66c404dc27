using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Fetching;

namespace Triad.Media.Fetching;

/// <inheritdoc cref="ISafeFetcher"/>
internal sealed class SafeFetcher : ISafeFetcher, IDisposable
{
    private static readonly TimeSpan PooledFor = TimeSpan.FromMinutes(1);

    private readonly FetchOptions _options;
    private readonly FetchRules _rules;
    private readonly CheckedConnections _connections;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _client;

    public SafeFetcher(IOptions<FetchOptions> options, IHostResolver resolver, TimeProvider time)
        : this(options, resolver, time, null)
    {
    }

    /// <summary>With a trust of one's own, for tests of TLS.</summary>
    internal SafeFetcher(IOptions<FetchOptions> options, IHostResolver resolver, TimeProvider time, SslClientAuthenticationOptions? tls)
    {
        (_options, _rules, _time) = (options.Value, new FetchRules(options.Value), time);
        _connections = new CheckedConnections(resolver, _rules);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = _connections.ConnectAsync,
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            Credentials = null,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null, // Traces are nobody else's.
            ConnectTimeout = _options.ConnectTimeout,
            MaxConnectionsPerServer = _options.MaxConnectionsPerHost,
            MaxResponseHeadersLength = _options.MaxHeaderKilobytes,
            PooledConnectionLifetime = PooledFor,
            PooledConnectionIdleTimeout = PooledFor,
        };
        if (tls is not null)
            handler.SslOptions = tls;
        _client = new HttpMessageInvoker(handler);
    }

    public async Task<Result<Uri>> CheckAsync(string address, string field, CancellationToken cancellationToken)
    {
        var parsed = FetchAddress.Parse(address, field, _rules);
        if (!parsed.IsOk)
            return parsed;
        using var patience = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _connections.ResolveAsync(parsed.Value.IdnHost, end.Token).ConfigureAwait(false);
            return parsed;
        }
        catch (AddressRefusedException refused)
        {
            return Refused(field, address, refused);
        }
        catch (SocketException problem)
        {
            return problem.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData
                ? Error.Invalid(field, address, "has a host that there is not", "Give the name of a host that can be looked up.")
                : Unreached(field, address, problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Error.Of(ErrorReason.Unavailable, field, address, "has a host that could not be looked up in time", "Try again.");
        }
    }

    public async Task<Result<FetchedResponse>> SendAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var deadline = new FetchDeadline(request.Timeout, _time, cancellationToken);
        Result<FetchedResponse> outcome = new Error(ErrorReason.Cancelled, "The caller cancelled.");
        try
        {
            return outcome = await FollowAsync(request, deadline).ConfigureAwait(false);
        }
        finally
        {
            if (!outcome.IsOk)
                deadline.Dispose(); // Else the answer has it, and needs it for its body.
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Result<FetchedResponse>> FollowAsync(FetchRequest request, FetchDeadline deadline)
    {
        var most = request.Body is null ? Math.Min(request.MaxRedirects, _options.MaxRedirects) : 0;
        var (address, followed, sendsHeaders) = (request.Address, 0, true);
        Uri? before = null;
        while (true)
        {
            var parsed = FetchAddress.Parse(address, request.Field, _rules);
            if (!parsed.IsOk)
                return before is null ? parsed.Error : Redirected(request, before, parsed.Error);
            if (before is { Scheme: "https" } && parsed.Value.Scheme != "https")
                return Redirected(request, before, Error.Invalid(request.Field, address, "is no https", "Have it lead to an https address."));
            sendsHeaders &= before is null || SameHost(before, parsed.Value);
            var answered = await AskAsync(request, parsed.Value, sendsHeaders, deadline).ConfigureAwait(false);
            if (!answered.IsOk)
                return before is null ? answered.Error : Redirected(request, before, answered.Error);
            var response = answered.Value;
            if (most == 0 || !IsRedirect(response))
                return new HttpFetchedResponse(response, parsed.Value, request, _options, deadline, _time);
            using (response)
            {
                if (++followed > most)
                    return Error.OverLimit(request.Field, request.Address, "redirects", most, "Give the address that it ends at.");
                (before, address) = (parsed.Value, new Uri(parsed.Value, response.Headers.Location!).AbsoluteUri);
            }
        }
    }

    private async Task<Result<HttpResponseMessage>> AskAsync(FetchRequest request, Uri address, bool sendsHeaders, FetchDeadline deadline)
    {
        using var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, address);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Triad", "1"));
        if (sendsHeaders)
        {
            foreach (var (name, value) in request.Headers)
                message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        try
        {
            return await _client.SendAsync(message, deadline.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException problem) when (Find<AddressRefusedException>(problem) is { } refused)
        {
            return Refused(request.Field, address.AbsoluteUri, refused);
        }
        catch (HttpRequestException problem)
        {
            return Unreached(request.Field, address.AbsoluteUri, problem);
        }
        catch (OperationCanceledException) when (!deadline.IsCallersEnd)
        {
            return deadline.TimedOut(request.Field, address.AbsoluteUri);
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is not null;

    private static bool SameHost(Uri one, Uri other) => one.Scheme == other.Scheme && one.IdnHost == other.IdnHost && one.Port == other.Port;

    private static T? Find<T>(Exception? problem)
        where T : Exception
    {
        while (problem is not null and not T)
            problem = problem.InnerException;
        return (T?)problem;
    }

    // Not where the name leads to: that would tell a tenant what is in the operator's network.
    private static Error Refused(string field, string address, AddressRefusedException refused) => Error.Invalid(
        field, address, $"leads to an address that is not public ({refused.Host})",
        "Give a public address; the operator may allow others with Triad:Fetch:AllowedHosts and AllowedNetworks.");

    private static Error Redirected(FetchRequest request, Uri from, Error refused) => refused with
    {
        Message = $"{request.Field} was redirected by {from.IdnHost}: {refused.Message}",
    };

    private static Error Unreached(string field, string address, Exception problem) => Error.Of(
        ErrorReason.Unavailable, field, address, $"cannot be reached ({ProblemOf(problem)})", "See whether the address is right, and try again.");

    // The kind alone: messages of sockets have addresses in them.
    private static string ProblemOf(Exception problem) =>
        Find<SocketException>(problem) is { } socket ? socket.SocketErrorCode.ToString()
        : Find<System.Security.Authentication.AuthenticationException>(problem) is not null ? "TLS"
        : problem is HttpRequestException http ? http.HttpRequestError.ToString()
        : "IO";
}
