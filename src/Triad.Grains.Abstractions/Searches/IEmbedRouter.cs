namespace Triad.Grains.Abstractions.Searches;

/// <summary>Chooses who embeds a query.</summary>
public interface IEmbedRouter
{
    /// <summary>The embed grain of the silo with the shortest queue, as far as this silo knows; costs no call.</summary>
    IEmbedGrain Next();
}
