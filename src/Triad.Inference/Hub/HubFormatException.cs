namespace Triad.Inference.Hub;

/// <summary>A folder of the hub that cannot be used.</summary>
/// <param name="file">The file at fault, relative to the folder.</param>
/// <param name="path">The field in it, as a path; empty where the whole file is at fault.</param>
/// <param name="problem">What is wrong, with the value.</param>
/// <param name="remedy">What to do about it.</param>
internal sealed class HubFormatException(string file, string path, string problem, string remedy) : Exception($"{file} {path} {problem}")
{
    /// <summary>The file at fault, relative to the folder.</summary>
    public string File => file;

    /// <summary>The field in it, as a path; empty where the whole file is at fault.</summary>
    public string Field => path;

    /// <summary>What is wrong, with the value.</summary>
    public string Problem => problem;

    /// <summary>What to do about it.</summary>
    public string Remedy => remedy;
}
