namespace Triad.Gateway.Search;

/// <summary>A representation's scale in a page token.</summary>
/// <param name="Mean">The mean score.</param>
/// <param name="Deviation">The standard deviation of scores.</param>
/// <param name="Weight">The weight.</param>
internal sealed record ScaleMark(double Mean, double Deviation, double Weight);
