namespace Triad.Azure.Tests;

/// <summary>Containers and a folder that nobody else uses.</summary>
internal sealed record AccountPlace(string GrainContainer, string MediaContainer, string LeaseFolder) : IDisposable
{
    public static AccountPlace New()
    {
        var mark = Guid.NewGuid().ToString("n")[..12];
        return new AccountPlace($"grains-{mark}", $"media-{mark}", Path.Combine(Path.GetTempPath(), $"triad-leases-{mark}"));
    }

    public void Dispose()
    {
        if (Directory.Exists(LeaseFolder))
            Directory.Delete(LeaseFolder, recursive: true);
    }
}
