using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Triad.Grains.Tests.Usage;

/// <summary>An endpoint of ours on a real socket that takes batches of CloudEvents; what it does first is scripted, from then on it takes all.</summary>
internal sealed class UsageEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task<bool>>> _script;
    private readonly SemaphoreSlim _arrivals = new(0);

    private UsageEndpoint(WebApplication app, IEnumerable<Func<HttpContext, Task<bool>>> script)
    {
        (_app, _script) = (app, new ConcurrentQueue<Func<HttpContext, Task<bool>>>(script));
        app.MapPost("/events", TakeAsync);
    }

    public string Url => $"{_app.Urls.Single()}/events";

    /// <summary>All batches that arrived, taken or not: content type, authorization and events.</summary>
    public ConcurrentQueue<(string? ContentType, string? Authorization, JsonElement[] Events)> Arrived { get; } = new();

    /// <summary>The events that were taken, by id.</summary>
    public ConcurrentDictionary<string, JsonElement> Taken { get; } = new();

    /// <summary>Answers 500 without taking.</summary>
    public static Task<bool> FailAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.FromResult(false);
    }

    /// <summary>Takes, and answers 500 all the same: it will get the batch twice.</summary>
    public static Task<bool> TakeAndFailAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.FromResult(true);
    }

    /// <summary>Sends the caller elsewhere.</summary>
    public static Task<bool> RedirectAsync(HttpContext context)
    {
        context.Response.Redirect("/elsewhere");
        return Task.FromResult(false);
    }

    /// <summary>Takes, and does not answer before the caller has given up.</summary>
    public static async Task<bool> HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        return true;
    }

    public static async Task<UsageEndpoint> StartAsync(params Func<HttpContext, Task<bool>>[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var endpoint = new UsageEndpoint(app, script);
        await app.StartAsync();
        return endpoint;
    }

    /// <summary>Waits until so many events were taken.</summary>
    public async Task WaitAsync(int events)
    {
        using var patience = new CancellationTokenSource(Platform.Patience);
        while (Taken.Count < events)
            await _arrivals.WaitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrivals.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        var batch = await JsonSerializer.DeserializeAsync<JsonElement[]>(context.Request.Body);
        Arrived.Enqueue((context.Request.ContentType, context.Request.Headers.Authorization, batch!));
        var isTaken = true;
        if (_script.TryDequeue(out var act))
            isTaken = await act(context);
        if (!isTaken)
            return;
        foreach (var told in batch!)
            Taken[told.GetProperty("id").GetString()!] = told;
        _arrivals.Release();
    }
}
