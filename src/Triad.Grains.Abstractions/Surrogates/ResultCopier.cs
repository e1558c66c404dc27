using Orleans.Serialization.Cloning;
using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Hands a <see cref="Result{T}"/> on within a process: as it is where nobody can change its value, as nearly all of them.</summary>
[RegisterCopier]
public sealed class ResultCopier<T>(IDeepCopier<T> values) : IDeepCopier<Result<T>>, IOptionalDeepCopier
{
    /// <inheritdoc/>
    public Result<T> DeepCopy(Result<T> input, CopyContext context) =>
        input.IsOk && !IsShallowCopyable() ? Result<T>.Ok(values.DeepCopy(input.Value, context)!) : input;

    /// <inheritdoc/>
    public bool IsShallowCopyable() => values is IOptionalDeepCopier optional && optional.IsShallowCopyable();

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) => input is Result<T> result ? DeepCopy(result, context) : input;
}
