using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Turns an attribute of a constructor parameter into what makes the argument.</summary>
public interface IAttributeToFactoryMapper<in TMetadata>
    where TMetadata : IFacetMetadata
{
    /// <summary>What makes the argument for an activation.</summary>
    Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, TMetadata metadata);
}
