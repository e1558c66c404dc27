using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Triad.Core.Errors;
using Triad.Evaluation.Metrics;
using Triad.Inference.Kinds;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Evaluation.Checking;

/// <summary>Runs the graphs of two packages on the same made-up batches, in turns, so that a busy machine disturbs both alike.</summary>
public static class PackageComparison
{
    /// <summary>Compares two packages.</summary>
    /// <param name="package">The first's folder.</param>
    /// <param name="against">The second's folder.</param>
    /// <param name="rows">Rows of a batch.</param>
    /// <param name="length">Length of each row, in the unit of its graph: words, runs of frames, multiples of the padding, tokens.</param>
    /// <param name="rounds">How often each graph runs; the medians count.</param>
    /// <param name="cancellationToken">Stops between rounds.</param>
    /// <returns>By graph that both have; ModelUnavailable for what is wrong with a package, FieldInvalid where two take different inputs.</returns>
    public static Result<IReadOnlyDictionary<string, GraphComparison>> Run(
        string package, string against, int rows, int length, int rounds, CancellationToken cancellationToken)
    {
        var first = Read(package, cancellationToken);
        if (!first.IsOk)
            return first.Error;
        var second = Read(against, cancellationToken);
        if (!second.IsOk)
            return second.Error;
        var graphs = new Dictionary<string, GraphComparison>(StringComparer.Ordinal);
        try
        {
            foreach (var graph in first.Value.Plan.Graphs)
            {
                if (second.Value.Plan.Graphs.FirstOrDefault(other => other.Name == graph.Name) is not { } other)
                    continue;
                var compared = Compare(first.Value, second.Value, (graph, other), (rows, length, rounds), cancellationToken);
                if (!compared.IsOk)
                    return compared.Error;
                graphs.Add(graph.Name, compared.Value);
            }
        }
        catch (OnnxRuntimeException problem)
        {
            return Error.Of(ErrorReason.ModelUnavailable, "package", package, $"cannot be run beside {against}: {problem.Message.TrimEnd('.')}", "Export it anew.");
        }

        return graphs;
    }

    private static Result<PackageContent> Read(string package, CancellationToken cancellationToken)
    {
        var problems = new List<PackageProblem>();
        return PackageReader.Create().Read(package, problems, cancellationToken) is { } content
            ? content
            : Error.Of(ErrorReason.ModelUnavailable, "package", package, string.Join(" ", problems), problems[0].Remedy);
    }

    private static Result<GraphComparison> Compare(
        PackageContent first, PackageContent second, (PackageGraph First, PackageGraph Second) graphs, (int Rows, int Length, int Rounds) size, CancellationToken cancellationToken)
    {
        var sessions = new OnnxSessionFactory(new OnnxOptions());
        using var graph = sessions.Open(first, graphs.First);
        using var beside = sessions.Open(second, graphs.Second);
        using var batch = new BatchBuffers(graph.Layout, size.Rows, size.Length);
        using var same = new BatchBuffers(beside.Layout, size.Rows, size.Length);
        if (!SameInputs(batch, same, graph.Layout.Inputs.Count))
            return Error.Of(
                ErrorReason.FieldInvalid, "other", second.Folder, $"has a {graphs.First.Name} graph of other inputs than {first.Folder}", "Compare packages made of the same model.");
        Fill(graph.Layout, batch, same);
        var (times, others) = (new double[size.Rounds], new double[size.Rounds]);

        // The first run of a shape pays for allocations that later ones do not.
        graph.Run(batch);
        beside.Run(same);
        for (var round = 0; round < size.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            times[round] = Time(graph, batch);
            others[round] = Time(beside, same);
        }

        return new GraphComparison(
            BytesOf(first, graphs.First), BytesOf(second, graphs.Second), Median(times), Median(others), Median([.. others.Zip(times, (slow, fast) => slow / fast)]), MinCosine(batch.Outputs[0], same.Outputs[0]));
    }

    private static bool SameInputs(BatchBuffers batch, BatchBuffers other, int inputs) =>
        Enumerable.Range(0, inputs).All(input => batch.Inputs[input].Shape.SequenceEqual(other.Inputs[input].Shape));

    private static void Fill(GraphLayout layout, BatchBuffers batch, BatchBuffers other)
    {
        var random = new Random(1);
        for (var input = 0; input < layout.Inputs.Count; input++)
        {
            var name = layout.Inputs[input].Name;
            switch (batch.Inputs[input])
            {
                case BatchTensor<float> floats:
                    Fill(floats, other.Inputs[input], () => Value(name, random));
                    break;
                case BatchTensor<long> integers:
                    Fill(integers, other.Inputs[input], () => random.Next(1, 100));
                    break;
                case BatchTensor<int> integers:
                    Fill(integers, other.Inputs[input], () => random.Next(1, 100));
                    break;
                case BatchTensor<bool> truths:
                    Fill(truths, other.Inputs[input], () => true);
                    break;
            }
        }
    }

    private static void Fill<T>(BatchTensor<T> tensor, IBatchTensor same, Func<T> next)
        where T : unmanaged
    {
        foreach (ref var value in tensor.All.Span)
            value = next();
        tensor.All.CopyTo(((BatchTensor<T>)same).All);
    }

    // Every token is there and counts for every modality.
    private static float Value(string input, Random random) => input is "mask" or "pool" ? 1 : (random.NextSingle() * 4) - 2;

    private static double Time(IBatchGraph graph, BatchBuffers batch)
    {
        var started = Stopwatch.GetTimestamp();
        graph.Run(batch);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static long BytesOf(PackageContent content, PackageGraph graph) =>
        OnnxModelReader.Read(content.Graphs[graph.Name]).External.Select(tensor => tensor.File).Distinct().Append(graph.File)
            .Sum(file => new FileInfo(Path.Combine(content.Folder, file)).Length);

    private static double? MinCosine(BatchTensor<float> found, BatchTensor<float> other)
    {
        if (!found.Shape.SequenceEqual(other.Shape))
            return null;
        var (size, least) = ((int)found.Shape[^1], 1.0);
        for (var at = 0; at < found.All.Length; at += size)
            least = Math.Min(least, Cosine.Of(found.All.Span.Slice(at, size), other.All.Span.Slice(at, size)));
        return least;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
