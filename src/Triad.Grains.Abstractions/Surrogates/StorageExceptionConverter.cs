using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="StorageException"/> between silos; what lies beneath it stays in the log of the silo where it happened.</summary>
[RegisterConverter]
public sealed class StorageExceptionConverter : IConverter<StorageException, StorageExceptionSurrogate>
{
    /// <inheritdoc/>
    public StorageException ConvertFromSurrogate(in StorageExceptionSurrogate surrogate) => new(surrogate.Error);

    /// <inheritdoc/>
    public StorageExceptionSurrogate ConvertToSurrogate(in StorageException value) => new() { Error = value.Error };
}
