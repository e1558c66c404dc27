using System.Globalization;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Fetching;
using Triad.Core.Webhooks;

namespace Triad.Grains.Webhooks;

/// <summary>Posts events, signed as Standard Webhooks 1.0 says. It remembers nothing of them.</summary>
internal sealed class WebhookCourier(Lazy<ISafeFetcher> fetcher, IOptions<WebhookOptions> options, TimeProvider time) : IDisposable
{
    private const int MaxAnswer = 4096;

    private readonly SemaphoreSlim _atOnce = new(options.Value.AtOnce);

    /// <summary>Whether events can be posted to an address.</summary>
    public Task<Result<Uri>> CheckAsync(string url, string field, CancellationToken cancellationToken) =>
        fetcher.Value.CheckAsync(url, field, cancellationToken);

    /// <summary>Tries once.</summary>
    /// <param name="url">The address.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="body">The payload.</param>
    /// <param name="secrets">What signs: the secret, and the one of before while it is valid.</param>
    /// <param name="cancellationToken">Ends it without an outcome.</param>
    public async Task<WebhookAttempt> SendAsync(
        string url, Guid id, ReadOnlyMemory<byte> body, IReadOnlyList<WebhookSecret> secrets, CancellationToken cancellationToken)
    {
        await _atOnce.WaitAsync(cancellationToken);
        try
        {
            var message = id.ToString("d");
            var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
            var sent = await fetcher.Value.SendAsync(
                new FetchRequest(url, "url")
                {
                    Body = body,
                    Headers =
                    [
                        new("webhook-id", message),
                        new("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
                        new("webhook-signature", string.Join(' ', secrets.Select(secret => secret.Sign(message, timestamp, body.Span)))),
                    ],
                    MaxBytes = MaxAnswer,
                    Timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds),
                },
                cancellationToken);
            if (!sent.IsOk)
                return new WebhookAttempt(0, ProblemOf(sent.Error), null);
            await using var response = sent.Value; // Nobody reads the body: what counts is the status.
            return new WebhookAttempt(response.Status, ProblemOf(response.Status), response.RetryAfter);
        }
        finally
        {
            _atOnce.Release();
        }
    }

    public void Dispose() => _atOnce.Dispose();

    private static string ProblemOf(int status) => status switch
    {
        >= 200 and < 300 => string.Empty,
        >= 300 and < 400 => FormattableString.Invariant($"answered {status}: redirects are not followed"),
        _ => FormattableString.Invariant($"answered {status}"),
    };

    // Short, and without what the operator's network looks like.
    private static string ProblemOf(Error error) => error.Reason switch
    {
        ErrorReason.TimedOut => "did not answer in time",
        ErrorReason.FieldInvalid => "the address is refused: it leads to no public address, or its form or port is not allowed",
        _ => "cannot be reached",
    };
}
