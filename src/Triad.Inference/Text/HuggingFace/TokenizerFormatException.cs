namespace Triad.Inference.Text.HuggingFace;

/// <summary>A tokenizer.json that cannot be used.</summary>
/// <param name="path">The field, as a path.</param>
/// <param name="problem">What is wrong, with the value.</param>
/// <param name="remedy">What to do about it.</param>
internal sealed class TokenizerFormatException(string path, string problem, string remedy) : Exception($"{path} {problem}")
{
    /// <summary>The field, as a path.</summary>
    public string Field => path;

    /// <summary>What is wrong, with the value.</summary>
    public string Problem => problem;

    /// <summary>What to do about it.</summary>
    public string Remedy => remedy;
}
