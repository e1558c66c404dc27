using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Triad.Grains.Tests.Webhooks;

/// <summary>A receiver of ours on a real socket. What it answers first is scripted; from then on it takes all.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _script;
    private readonly SemaphoreSlim _arrivals = new(0);

    private WebhookReceiver(WebApplication app, IEnumerable<Func<HttpContext, Task>> script)
    {
        (_app, _script) = (app, new ConcurrentQueue<Func<HttpContext, Task>>(script));
        app.MapFallback(TakeAsync);
    }

    public string Url => $"{_app.Urls.Single()}/hook";

    /// <summary>All that arrived, taken or not.</summary>
    public ConcurrentQueue<WebhookMessage> Arrived { get; } = new();

    public static Func<HttpContext, Task> Answer(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Redirect(string location) => context =>
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    };

    /// <summary>Does not answer before the sender has given up.</summary>
    public static async Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public static async Task<WebhookReceiver> StartAsync(params Func<HttpContext, Task>[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app, script);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until so many have arrived.</summary>
    public async Task<IReadOnlyList<WebhookMessage>> WaitAsync(int count)
    {
        using var patience = new CancellationTokenSource(Platform.Patience);
        while (Arrived.Count < count)
            await _arrivals.WaitAsync(patience.Token);
        return [.. Arrived];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrivals.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        Arrived.Enqueue(new WebhookMessage(
            $"{headers["webhook-id"]}", $"{headers["webhook-timestamp"]}", $"{headers["webhook-signature"]}", $"{context.Request.ContentType}", body.ToArray()));
        _arrivals.Release();
        if (_script.TryDequeue(out var act))
            await act(context);
    }
}
