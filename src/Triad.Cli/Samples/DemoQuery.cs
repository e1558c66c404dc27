namespace Triad.Cli.Samples;

/// <summary>A query of the demo.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">What it is made of, for example <c>text+audio</c>.</param>
/// <param name="Parts">Its parts.</param>
/// <param name="Expected">The file that should come first.</param>
internal sealed record DemoQuery(string Id, string Kind, IReadOnlyList<DemoPart> Parts, string Expected);
