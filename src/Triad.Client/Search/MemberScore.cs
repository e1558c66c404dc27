namespace Triad.Client;

/// <summary>What one representation said of a hit whose score is a sum.</summary>
/// <param name="Representation">The stored vector's name, for example <c>clip.v</c>.</param>
/// <param name="Score">Cosine between query and stored vector, -1 to 1.</param>
/// <param name="StandardScore">Standard deviations above the mean of what the query scores with the tenant's own vectors of this name.</param>
/// <param name="Weight">How much the representation counts for this query.</param>
/// <param name="Share">What it adds to the hit's score.</param>
public sealed record MemberScore(string Representation, double Score, double StandardScore, double Weight, double Share);
