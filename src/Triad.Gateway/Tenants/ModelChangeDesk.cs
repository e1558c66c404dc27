using Google.Protobuf.WellKnownTypes;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Changes a tenant's model.</summary>
internal sealed class ModelChangeDesk(IGrainFactory grains)
{
    private const int MaxPackage = 64;

    /// <summary>Begins a change.</summary>
    public Task<V1.ModelChange> SetAsync(V1.SetModelRequest request, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var tenant = violations.Take(TenantId.Parse(request.TenantId));
        violations.CheckLength("model_package", request.ModelPackage, MaxPackage);
        if (request.ModelPackage.Length == 0)
            violations.Add(Error.Missing("model_package", "Name a package of the platform."));
        if (request.Mode != V1.SetModelMode.Shadow)
            violations.Add(Error.Missing("mode", "Give SET_MODEL_MODE_SHADOW: the library is embedded anew before searches change over."));
        violations.ThrowIfAny();
        return TellAsync(tenant, grains.ModelChange(tenant).SetAsync(request.ModelPackage, cancellationToken));
    }

    /// <summary>A step of a change, or how far it is.</summary>
    public Task<V1.ModelChange> AskAsync(string tenantId, Func<IModelChangeGrain, Task<Result<ModelChange>>> ask)
    {
        var tenant = TenantId.Parse(tenantId).OrThrow();
        return TellAsync(tenant, ask(grains.ModelChange(tenant)));
    }

    private static async Task<V1.ModelChange> TellAsync(TenantId tenant, Task<Result<ModelChange>> asked) => ToWire(tenant, (await asked).OrThrow());

    private static V1.ModelChange ToWire(TenantId tenant, ModelChange change) => new()
    {
        TenantId = tenant.Value,
        State = change.Phase switch
        {
            ModelChangePhase.Shadow => V1.ModelChangeState.Shadow,
            ModelChangePhase.CutOver => V1.ModelChangeState.CutOver,
            _ => V1.ModelChangeState.None,
        },
        LivePackage = change.Live.ModelPackage,
        LiveSpace = change.Live.Space.Value,
        OtherPackage = change.Other?.ModelPackage ?? "",
        OtherSpace = change.Other?.Space.Value ?? "",
        StartTime = change.StartedAt is { } started ? Timestamp.FromDateTimeOffset(started) : null,
        CutOverTime = change.CutOverAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
        Videos = change.Videos.Total,
        VideosDone = change.Videos.Done,
        VideosFailed = change.Videos.Failed,
        VideosWaiting = change.Videos.Waiting,
        VideosCleaning = change.Videos.Cleaning,
        MissingVideoIds = { change.Videos.Missing.Select(video => video.Value) },
        TimeLeft = change.Eta is { } left ? Duration.FromTimeSpan(left) : null,
    };
}
