namespace Triad.Inference.Hub.Downloads;

/// <summary>The licence of a model's weights.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Terms">What a user has to agree to first; null where the licence asks nothing of users.</param>
/// <param name="Url">Where it is written down.</param>
public sealed record OfferedLicence(string Name, string? Terms, string? Url);
