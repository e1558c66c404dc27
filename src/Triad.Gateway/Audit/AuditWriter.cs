using System.Buffers;
using Microsoft.Extensions.Options;
using Triad.Core.Audit;
using Triad.Core.Errors;
using Triad.Gateway.Tokens;

namespace Triad.Gateway.Audit;

/// <summary>
/// Writes batches of events as one chain over its parts. After a failure nobody knows what the store has; so the chain ends there, and the same events begin
/// another: an event may then stand in both.
/// </summary>
internal sealed class AuditWriter(IAuditStore store, TokenSigner signer, TimeProvider time, IOptions<AuditOptions> options) : IAsyncDisposable
{
    /// <summary>What a batch holds at most: an append blob takes no more than 4 MiB at once.</summary>
    public const int MaxBatchBytes = 1 << 20;

    // An append blob takes 50,000 in all.
    private const int MaxAppends = 40_000;

    private readonly ArrayBufferWriter<byte> _lines = new(64 << 10);
    private readonly long _maxPartBytes = (long)options.Value.MaxPartMebibytes << 20;
    private AuditChain? _chain;
    private IAuditPart? _part;
    private AuditPartName? _name;
    private long _partBytes;
    private int _appends;

    /// <summary>Writes events; on success they are durable, and so is that the chain has got there.</summary>
    public async Task<Result> WriteAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        var written = await TryWriteAsync(events, cancellationToken);
        if (!written.IsOk)
            await ForgetAsync();
        return written;
    }

    /// <summary>Ends the chain as it should end.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_chain is not null)
            await WriteAsync([Own(AuditCalls.Closed)], cancellationToken);
        await ForgetAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await ForgetAsync();

    private async Task<Result> TryWriteAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        if (_chain is null)
        {
            _chain = new AuditChain(AuditChain.NewId(time.GetUtcNow()));
            events = [Own(AuditCalls.Opened), .. events];
        }

        foreach (var @event in events)
        {
            var day = DateOnly.FromDateTime(_chain.TimeOf(@event).UtcDateTime);
            if (_name is not null && (day != _name.Day || _partBytes + _lines.WrittenCount >= _maxPartBytes || _appends >= MaxAppends))
            {
                if (await AppendAsync(cancellationToken) is { IsOk: false } broken)
                    return broken;
                await _part!.DisposeAsync();
                _part = null;
            }

            if (_part is null && await BeginAsync(day, cancellationToken) is { IsOk: false } unmade)
                return unmade;
            _chain.Append(@event, _lines);
            if (_lines.WrittenCount >= MaxBatchBytes && await AppendAsync(cancellationToken) is { IsOk: false } full)
                return full;
        }

        var appended = await AppendAsync(cancellationToken);
        return appended.IsOk ? await store.WriteHeadAsync(_chain.Id, AuditHeads.Sign(signer, _chain.Head), cancellationToken) : appended;
    }

    private async Task<Result> BeginAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var name = new AuditPartName(day, _chain!.Id, _name is null ? 0 : _name.Number + 1);
        var created = await store.CreateAsync(name, cancellationToken);
        if (!created.IsOk)
            return created.Error;
        (_part, _name, _partBytes, _appends) = (created.Value, name, 0, 0);
        return Result.Ok;
    }

    private async Task<Result> AppendAsync(CancellationToken cancellationToken)
    {
        if (_lines.WrittenCount == 0)
            return Result.Ok;
        var appended = await _part!.AppendAsync(_lines.WrittenMemory, cancellationToken);
        _partBytes += _lines.WrittenCount;
        _appends++;
        _lines.ResetWrittenCount();
        return appended;
    }

    private async Task ForgetAsync()
    {
        if (_part is not null)
            await _part.DisposeAsync();
        (_part, _name, _chain) = (null, null, null);
        _lines.ResetWrittenCount();
    }

    private AuditEvent Own(string call) => new(time.GetUtcNow(), AuditPlane.Control, call, "OK");
}
