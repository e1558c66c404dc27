using System.Collections.Immutable;
using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.DataKeys;

/// <summary>
/// Remembers by which key-encryption keys data keys are wrapped, so that nobody makes a new one where an old one is missing. Key: 0.
/// </summary>
[Alias("triad.IKeyRegistryGrain")]
public interface IKeyRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>The names, in the order in which they were registered.</summary>
    [Alias("List")]
    Task<Result<ImmutableArray<string>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a name, before its key wraps anything. Conflict where other names than the caller knew are there.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The names that the caller has seen.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    [Alias("Register")]
    Task<Result> RegisterAsync(string name, ImmutableArray<string> known, CancellationToken cancellationToken);

    /// <summary>Removes names whose keys wrap nothing any more.</summary>
    [Alias("Retire")]
    Task<Result> RetireAsync(ImmutableArray<string> names, CancellationToken cancellationToken);
}
