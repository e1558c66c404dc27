using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>A failure of storage as it crosses between silos, such as from the reminders of another one.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.storage-exception.surrogate")]
public readonly struct StorageExceptionSurrogate
{
    /// <summary>What callers are told.</summary>
    [Id(0)]
    public Error Error { get; init; }
}
