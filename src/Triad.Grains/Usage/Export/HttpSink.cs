using System.Net.Http.Headers;
using Triad.Core.Errors;
using Triad.Core.Usage.Export;

namespace Triad.Grains.Usage.Export;

/// <summary>
/// Posts batches as <c>application/cloudevents-batch+json</c>. Whatever is no answer of success is sent again: the endpoint tells repeats by their ids.
/// </summary>
internal sealed class HttpSink(string name, UsageTargetOptions target, IHttpClientFactory clients, TargetSecret secrets, TimeProvider time) : IUsageSink
{
    private static readonly MediaTypeHeaderValue BatchType = MediaTypeHeaderValue.Parse("application/cloudevents-batch+json; charset=utf-8");

    public string Name => name;

    public string Kind => "http";

    public async Task<Result> SendAsync(IReadOnlyList<UsageSlice> slices, CancellationToken cancellationToken)
    {
        var secret = secrets.Read(target);
        if (!secret.IsOk)
            return secret.Error;
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(ToBatch(slices)) };
        request.Content.Headers.ContentType = BatchType;
        if (secret.Value is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(target.TimeoutSeconds), time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var client = clients.CreateClient(HttpSinkKind.ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            return response.IsSuccessStatusCode ? Result.Ok : Refusal(response);
        }
        catch (HttpRequestException fault)
        {
            return Unavailable($"cannot be reached: {fault.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unavailable(FormattableString.Invariant($"did not answer within {target.TimeoutSeconds} s"));
        }
    }

    private Error Refusal(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } span } => span,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return Unavailable($"answered {(int)response.StatusCode}") with { RetryAfter = wait > TimeSpan.Zero ? wait : null };
    }

    private Error Unavailable(string problem) => new(ErrorReason.Unavailable, $"The endpoint of '{name}' {problem}.");

    private static byte[] ToBatch(IReadOnlyList<UsageSlice> slices)
    {
        using var batch = new MemoryStream();
        batch.WriteByte((byte)'[');
        foreach (var line in slices.SelectMany(slice => slice.Events))
        {
            if (batch.Length > 1)
                batch.WriteByte((byte)',');
            batch.Write(line.Span);
        }

        batch.WriteByte((byte)']');
        return batch.ToArray();
    }
}
