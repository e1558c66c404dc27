using Triad.Inference.Hub.Downloads;
using Triad.Inference.Onnx;

namespace Triad.Server.Hosting;

/// <summary>Says which package serves new tenants and what it is good for; where that is the toy, what would serve real footage here.</summary>
internal static class ServingReport
{
    private const string Start = "./triad up --model";

    /// <summary>The lines.</summary>
    /// <param name="serving">The package of tenants that name none.</param>
    /// <param name="here">The packages that are here.</param>
    /// <param name="device">Where graphs run.</param>
    /// <param name="memoryBytes">The machine's memory.</param>
    public static IEnumerable<string> Lines(string serving, IReadOnlyList<string> here, OnnxDevice device, long memoryBytes)
    {
        if (!here.Contains(serving))
        {
            yield return $"{serving} for tenants that name no package, and it is not here: choose another one with {Start} PACKAGE";
            yield break;
        }

        var good = ModelAdvice.GoodFor(OfferedModels.Shipped, serving);
        yield return $"{serving} for tenants that name no package{(good is null ? "" : $": good for {good}")}";
        if (serving != ModelAdvice.Toy)
            yield break;
        if (ModelAdvice.For(OfferedModels.Shipped, memoryBytes, device == OnnxDevice.Cuda) is { } better)
            yield return $"WARNING: real footage is not found with {serving}. {better.Name} fits this machine: "
                + (here.Contains(better.Name) ? "" : $"get it with ./triad model get {better.Name}, and ")
                + $"start with {Start} {better.Name}";
        else
            yield return $"WARNING: real footage is not found with {serving}. ./triad model list shows other models";
    }
}
