using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Tenants.Models;

/// <summary>A change of a tenant's model for a person.</summary>
internal static class ModelChangeView
{
    private const int MostNamed = 4;

    /// <summary>Answers with a change.</summary>
    public static void Show(CommandContext context, ModelChange change) => context.Output.Answer(change, screen => screen.Facts(
        ("tenant", change.TenantId),
        ("change", change.State switch
        {
            ModelChangeState.Shadow => $"{change.OtherPackage} is made beside {change.LivePackage}",
            ModelChangeState.CutOver => $"cut over to {change.LivePackage}; {change.OtherPackage} is kept for a rollback",
            ModelChangeState.None => "none",
            _ => $"{change.State}",
        }),
        ("searches ask", $"{change.LivePackage} ({change.LiveSpace})"),
        ("beside", change.OtherPackage.Length > 0 ? $"{change.OtherPackage} ({change.OtherSpace})" : null),
        ("begun", Tables.Time(change.StartTime)),
        ("changed over", Tables.Time(change.CutOverTime)),
        ("videos", $"{change.Videos}"),
        ("done", change.OtherPackage.Length > 0 ? DoneOf(change) : null),
        ("failed", change.VideosFailed > 0 ? $"{change.VideosFailed}" : null),
        ("waiting", change.VideosWaiting > 0 ? $"{change.VideosWaiting}, {LeftOf(change)}" : null),
        ("being cleaned", change.VideosCleaning > 0 ? $"{change.VideosCleaning}" : null),
        ("not found if cut over now", MissingOf(change))));

    /// <summary>How far it is, in one line.</summary>
    public static string Line(ModelChange change) => change.VideosCleaning > 0
        ? $"{change.VideosCleaning} videos have vectors of a model that was given up."
        : $"{DoneOf(change)} done, {change.VideosWaiting} waiting, {LeftOf(change)}.";

    private static string MissingOf(ModelChange change) =>
        string.Join(", ", change.MissingVideoIds.Take(MostNamed)) + (change.MissingVideoIds.Count > MostNamed ? " ..." : "");

    private static string DoneOf(ModelChange change)
    {
        var share = change.Videos > 0 ? 100.0 * change.VideosDone / change.Videos : 100;
        return $"{change.VideosDone} of {change.Videos} ({Tables.Number(share, 0)} %)";
    }

    private static string LeftOf(ModelChange change) =>
        change.TimeLeft is { } left ? $"about {Tables.Clock(left)} left" : "time left not known yet";
}
