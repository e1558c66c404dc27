using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Erasure;

/// <summary>A receipt of an erasure.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="VideoId">The video; null for all of the tenant.</param>
/// <param name="RequestedBy">The id of the API key that asked for it.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Stores">What each store had and has.</param>
/// <param name="Remainders">What may stay all the same.</param>
/// <param name="Jws">The same as a signed statement: JWS, compact.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.erasure.receipt")]
public sealed record ErasureReceipt(
    [property: Id(20)] string Id,
    [property: Id(21)] TenantId TenantId,
    [property: Id(22)] VideoId? VideoId,
    [property: Id(23)] string RequestedBy,
    [property: Id(24)] DateTimeOffset StartedAt,
    [property: Id(25)] DateTimeOffset FinishedAt,
    [property: Id(26)] ImmutableArray<ErasedStore> Stores,
    [property: Id(27)] ImmutableArray<LastingTrace> Remainders,
    [property: Id(28)] string Jws);
