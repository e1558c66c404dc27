using System.Collections.Concurrent;
using Grpc.Core;
using Triad.V1;

namespace Triad.Testing.Platform;

/// <summary>What the fake platform knows, does next and was asked.</summary>
public sealed class PlatformScript
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RpcException?>> _failures = new();
    private readonly ConcurrentQueue<PlatformCall> _calls = new();

    /// <summary>The signed statement of every receipt.</summary>
    public string ReceiptJws { get; set; } = "a.b.c";

    public ConcurrentDictionary<string, Tenant> Tenants { get; } = new();

    public ConcurrentDictionary<string, Plan> Plans { get; } = new();

    public ConcurrentDictionary<string, Grant> Grants { get; } = new();

    public ConcurrentQueue<CreateGrantRequest> GrantRequests { get; } = new();

    public ConcurrentDictionary<string, Webhook> Webhooks { get; } = new();

    public ConcurrentDictionary<string, WebhookDelivery> Deliveries { get; } = new();

    public ConcurrentDictionary<string, ApiKey> Keys { get; } = new();

    public ConcurrentDictionary<string, Video> Videos { get; } = new();

    public ConcurrentDictionary<string, byte[]> Contents { get; } = new();

    public ConcurrentQueue<AuditEvent> AuditEvents { get; } = new();

    /// <summary>Parts of the audit log by their names.</summary>
    public ConcurrentDictionary<string, byte[]> AuditParts { get; } = new();

    public ConcurrentQueue<AuditHead> AuditHeads { get; } = new();

    public ModelChange Change { get; set; } = new() { State = ModelChangeState.None };

    public ConcurrentQueue<UploadHeader> Uploads { get; } = new();

    public ConcurrentQueue<SearchRequest> Searches { get; } = new();

    public ConcurrentQueue<string> TenantRequestIds { get; } = new();

    public ConcurrentQueue<GetUsageRequest> UsageRequests { get; } = new();

    /// <summary>What every tenant used.</summary>
    public List<UsageAmount> Used { get; } = [];

    /// <summary>How the exports go.</summary>
    public List<UsageExportTarget> Exports { get; } = [];

    /// <summary>What a reconciliation finds.</summary>
    public List<UsageDifference> Differences { get; } = [];

    public ConcurrentQueue<long> WatchedFrom { get; } = new();

    /// <summary>Items on one page of every list.</summary>
    public int PageSize { get; set; } = 2;

    /// <summary>The state in which an upload ends.</summary>
    public VideoState Outcome { get; set; } = VideoState.Ready;

    /// <summary>After how many bytes an upload is broken off, once.</summary>
    public int? BreakUploadAfter { get; set; }

    /// <summary>After how many events a watch is broken off, once.</summary>
    public int? BreakWatchAfter { get; set; }

    /// <summary>Keeps a watch open after the first event until the caller goes.</summary>
    public bool HoldWatch { get; set; }

    /// <summary>Completed when the caller of a held call has gone.</summary>
    public TaskCompletionSource CallerGone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<PlatformCall> Calls => [.. _calls];

    public int CountOf(string method) => _calls.Count(call => call.Method == method);

    /// <summary>Fails the next calls of a method, one after the other, before they do anything; null lets one through.</summary>
    public void FailNext(string method, params RpcException?[] failures)
    {
        var queue = _failures.GetOrAdd(method, _ => new ConcurrentQueue<RpcException?>());
        foreach (var failure in failures)
            queue.Enqueue(failure);
    }

    internal void Enter(PlatformCall call)
    {
        _calls.Enqueue(call);
        if (_failures.TryGetValue(call.Method, out var queue) && queue.TryDequeue(out var failure) && failure is not null)
            throw failure;
    }

    internal (IEnumerable<T> Items, string Next) Page<T>(IEnumerable<T> all, string token)
    {
        var start = token.Length == 0 ? 0 : int.Parse(token, System.Globalization.CultureInfo.InvariantCulture);
        var items = all.Skip(start).Take(PageSize + 1).ToList();
        var next = items.Count > PageSize ? $"{start + PageSize}" : string.Empty;
        return (items.Take(PageSize), next);
    }
}
