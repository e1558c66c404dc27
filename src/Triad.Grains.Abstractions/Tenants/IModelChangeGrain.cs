using Orleans.Concurrency;
using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>
/// Takes a tenant from one model to another. Key: <see cref="TenantKey"/>. It walks through the library, again and again, and has what lacks
/// put in order; all that must last is in the tenant's and the videos' states, so that it may end at any time.
/// </summary>
[Alias("triad.IModelChangeGrain")]
public interface IModelChangeGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins to embed the library with another package too. ModelChangeConflict where a change is under way; the same again changes nothing.
    /// </summary>
    [Alias("Set")]
    Task<Result<ModelChange>> SetAsync(string modelPackage, CancellationToken cancellationToken);

    /// <summary>How far it is.</summary>
    [Alias("Status")]
    [AlwaysInterleave]
    Task<Result<ModelChange>> StatusAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Lets searches ask the new model, by one write. ModelChangeConflict where videos would not be found any more, with their number; done
    /// all the same where it is forced.
    /// </summary>
    [Alias("CutOver")]
    Task<Result<ModelChange>> CutOverAsync(bool force, CancellationToken cancellationToken);

    /// <summary>Lets searches ask the old model again, by one write; refused as <see cref="CutOverAsync"/>.</summary>
    [Alias("RollBack")]
    Task<Result<ModelChange>> RollBackAsync(bool force, CancellationToken cancellationToken);

    /// <summary>Gives the new model up before searches ask it, and removes its vectors; refused as <see cref="FinishAsync"/>.</summary>
    [Alias("Cancel")]
    Task<Result<ModelChange>> CancelAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gives the old model up after searches ask the new one, and removes its vectors: the end of the way back. ModelChangeConflict where a
    /// switch was forced and videos still have these vectors only, with their number.
    /// </summary>
    [Alias("Finish")]
    Task<Result<ModelChange>> FinishAsync(CancellationToken cancellationToken);
}
