using System.Collections.Concurrent;
using Triad.Core.Audit;
using Triad.Core.Errors;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>A store of the audit log in memory, which can be away.</summary>
internal sealed class AuditStoreDouble : IAuditStore
{
    private readonly ConcurrentDictionary<AuditPartName, MemoryStream> _parts = new();
    private readonly ConcurrentDictionary<string, string> _heads = new();

    /// <summary>What every call answers instead; null for what it should.</summary>
    public Error? Failure { get; set; }

    /// <summary>The events of all chains, without what the log says of itself.</summary>
    public IReadOnlyList<AuditEvent> Events => [.. Records.Select(record => record.Event).Where(each => !each.Call.StartsWith("AuditLog.", StringComparison.Ordinal))];

    public IReadOnlyList<AuditRecord> Records =>
        [.. _parts.Keys.OrderBy(name => name.ToString(), StringComparer.Ordinal).SelectMany(name => Lines(name).Select(line => AuditRecord.Read(line)!))];

    public IReadOnlyList<AuditPartName> Parts => [.. _parts.Keys.OrderBy(name => name.ToString(), StringComparer.Ordinal)];

    public Task<AuditReport> VerifyAsync() => AuditVerifier.VerifyAsync(Parts, [], (part, _) => Task.FromResult<Stream>(Copy(part)), false, default);

    public Task<Result<IAuditPart>> CreateAsync(AuditPartName name, CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
            return Task.FromResult<Result<IAuditPart>>(failure);
        Assert.True(_parts.TryAdd(name, new MemoryStream()));
        return Task.FromResult(Result<IAuditPart>.Ok(new Part(this, name)));
    }

    public Task<Result<IReadOnlyList<AuditPartName>>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Result<IReadOnlyList<AuditPartName>>.Ok(Parts));

    public Task<Result<Stream>> OpenReadAsync(AuditPartName name, CancellationToken cancellationToken) => Task.FromResult(Result<Stream>.Ok(Copy(name)));

    public Task<Result> WriteHeadAsync(string chain, string signed, CancellationToken cancellationToken)
    {
        _heads[chain] = signed;
        return Task.FromResult(Result.Ok);
    }

    public Task<Result<IReadOnlyList<string>>> ReadHeadsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Result<IReadOnlyList<string>>.Ok([.. _heads.Values]));

    private IEnumerable<byte[]> Lines(AuditPartName name)
    {
        var bytes = Copy(name).ToArray();
        for (int begin = 0, end; begin < bytes.Length; begin = end + 1)
        {
            end = Array.IndexOf(bytes, (byte)'\n', begin);
            yield return bytes[begin..end];
        }
    }

    private MemoryStream Copy(AuditPartName name)
    {
        lock (_parts)
            return new MemoryStream(_parts[name].ToArray());
    }

    private sealed class Part(AuditStoreDouble store, AuditPartName name) : IAuditPart
    {
        public Task<Result> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
        {
            if (store.Failure is { } failure)
                return Task.FromResult<Result>(failure);
            lock (store._parts)
                store._parts[name].Write(lines.Span);
            return Task.FromResult(Result.Ok);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
