using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>How media is decoded once for all members: pure.</summary>
internal static class EnsembleDecode
{
    // Rates are doubles in files.
    private const double Rounding = 1e-6;

    /// <summary>
    /// The highest frame rate, of which each member takes every k-th frame; the largest size; every sample rate. Null, and a problem, where a member's rate
    /// is no such part.
    /// </summary>
    public static DecodeSettings? Of(
        IReadOnlyList<EnsembleMember> members, double segmentSeconds, TimeSpan longestMedia, List<PackageProblem> problems)
    {
        var seeing = members.Where(member => member.Model.Modalities.Contains(Modalities.Video)).ToList();
        var hearing = members.Where(member => member.Model.Modalities.Contains(Modalities.Audio)).ToList();
        var usual = members[0].Model.Decode;
        var rate = seeing.Count > 0 ? seeing.Max(member => member.Model.Decode.FrameRate) : usual.FrameRate;
        foreach (var member in seeing.Where(member => StepOf(rate, member.Model.Decode.FrameRate) is null))
        {
            problems.Add(new PackageProblem(
                ModelManifest.FileName,
                $"{PackageMembers.Folder}.{member.Name}",
                FormattableString.Invariant($"takes {member.Model.Decode.FrameRate} frames a second, no whole part of another member's {rate}"),
                "Change frame_rate in the section video of one of the packages."));
            return null;
        }

        // Where shapes differ frames keep their own, and a member that wants them exactly scales them.
        var sizes = seeing.Select(member => (member.Model.Decode.Width, member.Model.Decode.Height, member.Model.Decode.KeepsShape)).Distinct().ToList();
        int[] rates = [.. hearing.Select(member => member.Model.Decode.SampleRate).Distinct().OrderDescending()];
        return usual with
        {
            FrameRate = rate,
            Width = seeing.Count > 0 ? seeing.Max(member => member.Model.Decode.Width) : usual.Width,
            Height = seeing.Count > 0 ? seeing.Max(member => member.Model.Decode.Height) : usual.Height,
            KeepsShape = sizes.Count > 1 || (sizes.Count == 1 && sizes[0].KeepsShape),
            SampleRate = rates.Length > 0 ? rates[0] : usual.SampleRate,
            MoreSampleRates = rates.Length > 1 ? rates[1..] : [],
            SegmentLength = TimeSpan.FromSeconds(segmentSeconds),
            MaxDuration = longestMedia,
        };
    }

    /// <summary>Of how many frames a member takes one; null where that is no whole number.</summary>
    public static int? StepOf(double all, double own)
    {
        var step = Math.Round(all / own);
        return step >= 1 && Math.Abs((all / own) - step) <= Rounding * step ? (int)step : null;
    }
}
