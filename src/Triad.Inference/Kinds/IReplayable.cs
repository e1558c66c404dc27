using Triad.Inference.Onnx;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds;

/// <summary>A plan of a kind whose packages can be compared with results that are stored beside their inputs.</summary>
internal interface IReplayable
{
    /// <summary>Runs the package on stored inputs.</summary>
    /// <param name="content">The package.</param>
    /// <param name="sessions">Opens its graphs.</param>
    /// <param name="inputs">The inputs by key.</param>
    /// <exception cref="InvalidDataException">An input is missing or misshapen; the message names it.</exception>
    IReplay Replay(PackageContent content, OnnxSessionFactory sessions, IReadOnlyDictionary<string, StoredArray> inputs);
}
