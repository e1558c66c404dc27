namespace Triad.Inference.Kinds;

/// <summary>A package that runs on stored inputs, so that its results can be compared with stored ones.</summary>
internal interface IReplay : IDisposable
{
    /// <summary>What the package gives for one key of the stored results.</summary>
    /// <exception cref="InvalidDataException">The kind has no such key, or an input is missing or misshapen; the message names it.</exception>
    StoredArray Compute(string key);
}
