namespace Triad.Client;

/// <summary>Two places that should say the same of what was used, and do not.</summary>
/// <param name="What">What is compared.</param>
/// <param name="Expected">What it should be by the first of the two.</param>
/// <param name="Found">What the second one has.</param>
public sealed record UsageDifference(string What, string Expected, string Found);
