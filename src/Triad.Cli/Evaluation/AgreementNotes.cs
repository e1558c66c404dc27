using System.Globalization;
using Triad.Cli.Output;
using Triad.Evaluation.Offline;

namespace Triad.Cli.Evaluation;

/// <summary>Tells a person how platform and offline measurement agree.</summary>
internal static class AgreementNotes
{
    public static void Tell(CommandOutput output, OfflineAgreement agreement)
    {
        output.Note($"Platform and offline {(agreement.Agrees ? "agree" : "DIFFER")}: lowest cosine {Precise(agreement.MinCosine)} "
            + $"({string.Join(", ", agreement.Cosines.Select(kind => $"{kind.Key} {Precise(kind.Value.MinCosine)} of {kind.Value.Vectors}{Missing(kind.Value)}"))}); "
            + $"{agreement.RankingsDifferent} of {agreement.Rankings} rankings differ; {agreement.Ties} neighbours are ties within {RankingDifference.Tolerance:0e+0}, "
            + $"{agreement.TiesSwapped} of them in the other order; scores differ by at most {agreement.MaxScoreDifference.ToString("0.0e+0", CultureInfo.InvariantCulture)}, "
            + $"recalls by {Tables.Number(agreement.MaxRecallDifference, 2)} points.");
    }

    private static string Missing(CosineFigures figures) => figures.Missing == 0 ? string.Empty : $", {figures.Missing} on one side only";

    private static string Precise(double cosine) => cosine.ToString("0.0000000", CultureInfo.InvariantCulture);
}
