using System.Globalization;
using Triad.Cli.Models;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Videos;

/// <summary>Tells how long a library will take, by what <c>triad model bench</c> measured of the tenant's package on this machine.</summary>
internal static class LibraryEstimate
{
    private const double Minute = 60;
    private const double Hour = 3600;

    /// <summary>A sentence; null where nothing can be told.</summary>
    /// <param name="client">The tenant's.</param>
    /// <param name="files">What is uploaded.</param>
    /// <param name="models">The models folder that has what was measured.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<string?> TellAsync(
        TriadClient client, IReadOnlyList<UploadFile> files, string models, CancellationToken cancellationToken)
    {
        if (await SpaceAsync(client, cancellationToken) is not { } space)
            return null;
        var package = space.Split('@')[0];
        if (BenchReport.Find(models, space) is not { } measured)
            return files.Count > 1 ? $"How long {package} will take: ./triad model bench {package} measures it on this machine." : null;
        return await MediaLength.OfAsync(files, cancellationToken) is { } seconds ? Sentence(files.Count, seconds, measured) : null;
    }

    internal static string Sentence(int files, double seconds, BenchReport measured)
    {
        var compute = seconds / Minute * measured.SecondsPerMinute;
        return $"{files} {(files == 1 ? "file" : "files")}, {Time(seconds)} of media: about {Time(compute)} with {measured.Package} "
            + $"({Tables.Number(measured.SecondsPerMinute, 1)} s a minute of video, measured on this machine).";
    }

    internal static string Time(double seconds) => seconds switch
    {
        < 90 => $"{Math.Max(1, Math.Round(seconds)).ToString(CultureInfo.InvariantCulture)} s",
        < 1.5 * Hour => $"{Math.Round(seconds / Minute).ToString(CultureInfo.InvariantCulture)} min",
        _ => $"{Tables.Number(seconds / Hour, 1)} h",
    };

    // A key that may not search cannot be told; the upload goes on all the same.
    private static async Task<string?> SpaceAsync(TriadClient client, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Search.EmbedAsync("a red ball", cancellationToken)).Space;
        }
        catch (TriadException)
        {
            return null;
        }
    }
}
