namespace Triad.Inference.Packages;

/// <summary>One thing that is wrong with a model package.</summary>
/// <param name="File">The file at fault, relative to the package's folder.</param>
/// <param name="Field">The field of model.json or the name in the graph; empty where the whole file is at fault.</param>
/// <param name="Message">What is wrong, what was found and what was expected.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record PackageProblem(string File, string Field, string Message, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => Field.Length == 0 ? $"{File}: {Message}. {Remedy}" : $"{File}: {Field}: {Message}. {Remedy}";
}
