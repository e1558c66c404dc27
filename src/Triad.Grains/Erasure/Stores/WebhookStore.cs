using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Webhooks;

namespace Triad.Grains.Erasure.Stores;

/// <summary>A tenant's webhooks, with their secrets and what was to be sent to them. The grain stops first, so that nothing is sent or written any more.</summary>
internal sealed class WebhookStore(IGrainFactory grains, ITenantRecords records) : IErasableStore
{
    public string Name => "webhooks";

    public string Unit => "records";

    public ErasureStage Stage => ErasureStage.Records;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var states = await records.CountStatesAsync(WebhookGrain.Kind, subject.Tenant, cancellationToken);
        if (!states.IsOk)
            return states;
        var rows = await records.CountRowsAsync(WebhookGrain.Kind, subject.Tenant, cancellationToken);
        return rows.IsOk ? states.Value + rows.Value : rows;
    }

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var forgotten = await grains.Webhooks(subject.Tenant).ForgetAsync(cancellationToken);
        if (!forgotten.IsOk)
            return forgotten;
        var states = await records.EraseStatesAsync(WebhookGrain.Kind, subject.Tenant, cancellationToken);
        return states.IsOk ? await records.EraseRowsAsync(WebhookGrain.Kind, subject.Tenant, cancellationToken) : states;
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
