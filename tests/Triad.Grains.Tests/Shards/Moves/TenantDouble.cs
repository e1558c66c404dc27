using System.Reflection;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tests.Shards.Moves;

/// <summary>A tenant that is told where its shards are, and the factory that finds it.</summary>
public class TenantDouble : DispatchProxy
{
    internal static IGrainFactory Factory() => Create<IGrainFactory, TenantDouble>();

    protected override object Invoke(MethodInfo? method, object?[]? args) => method!.Name switch
    {
        nameof(IGrainFactory.GetGrain) => Create<ITenantGrain, TenantDouble>(),
        nameof(ITenantGrain.NoteOffloadAsync) => Task.FromResult(Result.Ok),
        _ => throw new NotSupportedException(method.Name),
    };
}
