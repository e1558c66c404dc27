using Microsoft.ML.OnnxRuntime;
using Triad.Core.Errors;
using Triad.Evaluation.Metrics;
using Triad.Inference.Kinds;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;

namespace Triad.Evaluation.Checking;

/// <summary>Compares what a package computes with results that are stored beside their inputs.</summary>
public static class GoldenCheck
{
    /// <summary>Runs a package on <c>inputs.npz</c> of a folder and compares every key of its <c>outputs.npz</c>.</summary>
    /// <param name="package">The package's folder.</param>
    /// <param name="golden">The folder of the stored results.</param>
    /// <param name="dump">File to write to what was computed, or null.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>The differences; ModelUnavailable for what is wrong with the package, FieldInvalid for what is wrong with the stored results.</returns>
    public static Result<GoldenReport> Run(string package, string golden, string? dump, CancellationToken cancellationToken)
    {
        var problems = new List<PackageProblem>();
        if (PackageReader.Create().Read(package, problems, cancellationToken) is not { } content)
            return Error.Of(ErrorReason.ModelUnavailable, "package", package, string.Join(" ", problems), problems[0].Remedy);
        if (content.Plan is not IReplayable kind)
            return Error.Of(
                ErrorReason.ModelUnavailable, "package", package, "is of a kind that is not compared with stored inputs", "Give a package of the kind fusion.");
        try
        {
            using var replay = kind.Replay(content, new OnnxSessionFactory(new OnnxOptions()), NpzFile.Read(Path.Combine(golden, "inputs.npz")));
            var computed = new Dictionary<string, StoredArray>(StringComparer.Ordinal);
            var keys = new Dictionary<string, GoldenDifference>(StringComparer.Ordinal);
            foreach (var (key, wanted) in NpzFile.Read(Path.Combine(golden, "outputs.npz")))
            {
                cancellationToken.ThrowIfCancellationRequested();
                computed[key] = replay.Compute(key);
                keys[key] = Compare(key, computed[key], wanted);
            }

            if (dump is not null)
                NpzFile.Write(dump, computed);
            return new GoldenReport(keys, keys.Count == 0 ? 0 : keys.Values.Max(difference => difference.MaxAbsDiff));
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Error.Of(ErrorReason.FieldInvalid, "golden", golden, $"cannot be compared: {problem.Message.TrimEnd('.')}", "Give a folder with inputs.npz and outputs.npz of this model.");
        }
        catch (OnnxRuntimeException problem)
        {
            return Error.Of(ErrorReason.ModelUnavailable, "package", package, $"cannot be run: {problem.Message.TrimEnd('.')}", "Convert the weights anew.");
        }
    }

    private static GoldenDifference Compare(string key, StoredArray found, StoredArray wanted)
    {
        if (!found.Shape.SequenceEqual(wanted.Shape))
            throw new InvalidDataException($"{key} has the shape ({string.Join(", ", wanted.Shape)}), and the package gives ({string.Join(", ", found.Shape)})");
        var (left, right) = (found.Normalise(), wanted.Normalise());
        var (difference, cosine) = (0.0, 1.0);
        for (var row = 0; row < left.Shape[0]; row++)
        {
            difference = Math.Max(difference, MaxDifference(left.Row(row), right.Row(row)));
            cosine = Math.Min(cosine, CosineOf(left.Row(row), right.Row(row)));
        }

        return new GoldenDifference(difference, cosine);
    }

    private static double MaxDifference(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        // Math.Max passes a NaN on, and that is no agreement.
        var most = 0f;
        for (var i = 0; i < left.Length; i++)
            most = Math.Max(most, Math.Abs(left[i] - right[i]));
        return float.IsNaN(most) ? double.MaxValue : most;
    }

    private static double CosineOf(ReadOnlySpan<float> left, ReadOnlySpan<float> right) =>
        left.Length == 1 ? (left[0] == right[0] ? 1 : 0) : Cosine.Of(left, right);
}
