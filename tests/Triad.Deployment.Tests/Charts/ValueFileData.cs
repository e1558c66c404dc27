namespace Triad.Deployment.Tests.Charts;

/// <summary>A case for each value file.</summary>
public sealed class ValueFileData : TheoryData<string>
{
    public ValueFileData() => AddRange(Helm.ValueFiles.ToArray());
}
