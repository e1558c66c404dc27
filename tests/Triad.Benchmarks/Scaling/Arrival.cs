namespace Triad.Benchmarks.Scaling;

/// <summary>A video of the day.</summary>
/// <param name="Second">When it comes, counted from midnight.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Work">Seconds that it takes a host.</param>
internal readonly record struct Arrival(int Second, int Tenant, double Work);
