using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Triad.Testing.Hub;

/// <summary>
/// A hub of models on loopback, with the addresses and answers that the real one has, and faults that are switched on for single files.
/// Graphs are large files with a SHA-256; the others have the SHA-1 of Git's objects. Files come from another address by a redirect.
/// </summary>
public sealed class SmallHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, string> _repositories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (HubFault Fault, int Times)> _faults = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SmallHub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(AnswerAsync);
    }

    /// <summary>Where it serves.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>The commit that its branches are at.</summary>
    public string Commit { get; set; } = new('a', 40);

    /// <summary>Paths that were asked for, with the range where there was one.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What requests brought to be let in.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>The size that it states of every file; null for the files' own.</summary>
    public long? StatedSize { get; set; }

    /// <summary>Where it says that its lists go on; null for nowhere.</summary>
    public string? NextPage { get; set; }

    /// <summary>Ends when a file that stalls has sent what it sends.</summary>
    public Task Stalled => _stalled.Task;

    /// <summary>Ends when the caller of such a request has gone.</summary>
    public Task Left => _left.Task;

    public static async Task<SmallHub> StartAsync()
    {
        var hub = new SmallHub();
        await hub._app.StartAsync();
        return hub;
    }

    /// <summary>Serves a folder as a repository.</summary>
    public SmallHub Add(string repository, string folder)
    {
        _repositories[repository] = folder;
        return this;
    }

    /// <summary>Serves bytes at a path.</summary>
    public SmallHub Add(string path, byte[] content)
    {
        _files[path] = content;
        return this;
    }

    /// <summary>Does something wrong with a file, for so many requests.</summary>
    public SmallHub Spoil(string file, HubFault fault, int times = int.MaxValue)
    {
        _faults[file] = (fault, times);
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    private static string GitObject(byte[] content) =>
        Hex(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        Requests.Enqueue(context.Request.Headers.Range.Count > 0 ? $"{path} {context.Request.Headers.Range}" : path);
        if (context.Request.Headers.Authorization.Count > 0)
            Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        if (NextPage is { } next)
            context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        if (_files.TryGetValue(path, out var content))
            await SendAsync(context, path, content);
        else if (_repositories.Keys.FirstOrDefault(name => path == $"api/models/{name}/revision/main") is not null)
            await context.Response.WriteAsJsonAsync(new { sha = Commit });
        else if (_repositories.FirstOrDefault(pair => path == $"api/models/{pair.Key}/tree/{Commit}") is { Key: not null } listed)
            await context.Response.WriteAsJsonAsync(TreeOf(listed.Value));
        else if (_repositories.FirstOrDefault(pair => path.StartsWith($"{pair.Key}/resolve/{Commit}/", StringComparison.Ordinal))
            is { Key: not null } resolved)
            await ResolveAsync(context, path[$"{resolved.Key}/resolve/{Commit}/".Length..], resolved.Key);
        else if (_repositories.FirstOrDefault(pair => path.StartsWith($"cdn/{pair.Key}/", StringComparison.Ordinal)) is { Key: not null } sent)
            await SendAsync(context, path[$"cdn/{sent.Key}/".Length..], sent.Value);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private Task SendAsync(HttpContext context, string file, string folder) =>
        SendAsync(context, file, File.ReadAllBytes(Path.Combine(folder, file)));

    private IEnumerable<object> TreeOf(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var content = File.ReadAllBytes(path);
            if (name.StartsWith("golden/", StringComparison.Ordinal))
                continue;
            yield return name.Contains(".onnx", StringComparison.Ordinal)
                ? new
                {
                    type = "file",
                    oid = new string('0', 40),
                    size = StatedSize ?? content.Length,
                    path = name,
                    lfs = new { oid = Hex(SHA256.HashData(content)), size = StatedSize ?? content.Length, pointerSize = 130 },
                }
                : new { type = "file", oid = GitObject(content), size = StatedSize ?? content.Length, path = name };
        }
    }

    private Task ResolveAsync(HttpContext context, string file, string repository)
    {
        switch (FaultOf(file, HubFault.NotFound, HubFault.TooManyRequests, HubFault.RedirectsElsewhere, HubFault.RedirectsForEver))
        {
            case HubFault.NotFound:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
            case HubFault.TooManyRequests:
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = "1";
                break;
            case HubFault.RedirectsElsewhere:
                context.Response.Redirect("http://elsewhere.invalid/model.onnx");
                break;
            case HubFault.RedirectsForEver:
                context.Response.Redirect(context.Request.Path);
                break;
            default:
                context.Response.Redirect($"/cdn/{repository}/{file}");
                break;
        }

        return Task.CompletedTask;
    }

    private async Task SendAsync(HttpContext context, string file, byte[] content)
    {
        var fault = FaultOf(file, HubFault.OtherBytes, HubFault.BreaksOff, HubFault.TooLong, HubFault.Stalls, HubFault.IgnoresRanges);
        if (fault == HubFault.OtherBytes)
            content = [.. content.Reverse()];
        if (fault == HubFault.TooLong)
            content = [.. content, .. content];
        var from = 0;
        if (fault != HubFault.IgnoresRanges && context.Request.GetTypedHeaders().Range?.Ranges.Single().From is { } start)
        {
            from = (int)start;
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {from}-{content.Length - 1}/{content.Length}";
        }

        context.Response.ContentLength = content.Length - from;
        var rest = content.AsMemory(from);
        if (fault is HubFault.BreaksOff or HubFault.Stalls)
        {
            await context.Response.Body.WriteAsync(rest[..(rest.Length / 2)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (fault == HubFault.Stalls)
            {
                _stalled.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _left.TrySetResult();
            }

            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(rest, context.RequestAborted);
    }

    private HubFault FaultOf(string file, params HubFault[] here)
    {
        if (!_faults.TryGetValue(file, out var set) || set.Times <= 0 || !here.Contains(set.Fault))
            return HubFault.None;
        _faults[file] = (set.Fault, set.Times - 1);
        return set.Fault;
    }
}
