namespace Triad.Benchmarks.Hostile.Files;

/// <summary>A file that is as it should be.</summary>
internal sealed record Clip(string Name, byte[] Bytes)
{
    public string Extension => System.IO.Path.GetExtension(Name);
}
