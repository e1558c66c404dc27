using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime.Grains;

/// <summary>Makes instances of a grain class: services by type, facets such as persistent state by attribute.</summary>
internal sealed class GrainConstructor
{
    private readonly Func<IGrainContext, object>[] _facets;
    private readonly ObjectFactory _factory;

    public GrainConstructor(Type type, IServiceProvider services)
    {
        var facets = new List<(Type Type, Func<IGrainContext, object> Make)>();
        foreach (var constructor in type.GetConstructors())
        {
            var found = FacetsOf(constructor, services);
            if (found.Count > facets.Count)
            {
                facets = found;
            }
        }

        _facets = [.. facets.Select(facet => facet.Make)];
        _factory = ActivatorUtilities.CreateFactory(type, [.. facets.Select(facet => facet.Type)]);
    }

    public object Create(IGrainContext context) =>
        _factory(context.ActivationServices, [.. _facets.Select(facet => facet(context))]);

    private static List<(Type Type, Func<IGrainContext, object> Make)> FacetsOf(ConstructorInfo constructor, IServiceProvider services)
    {
        var facets = new List<(Type, Func<IGrainContext, object>)>();
        foreach (var parameter in constructor.GetParameters())
        {
            var attribute = parameter.GetCustomAttributes().FirstOrDefault(a => a is IFacetMetadata);
            if (attribute is not null)
            {
                facets.Add((parameter.ParameterType, FacetOf(parameter, attribute, services)));
            }
        }

        return facets;
    }

    private static Func<IGrainContext, object> FacetOf(ParameterInfo parameter, Attribute attribute, IServiceProvider services)
    {
        var mapperType = typeof(IAttributeToFactoryMapper<>).MakeGenericType(attribute.GetType());
        var mapper = services.GetService(mapperType)
            ?? throw new OrleansException($"No {mapperType} is registered for {attribute.GetType()} on {parameter.Member.DeclaringType}.");
        var factory = mapperType.GetMethod(nameof(IAttributeToFactoryMapper<PersistentStateAttribute>.GetFactory))!
            .Invoke(mapper, [parameter, attribute])!;
        var make = (Factory<IGrainContext, object>)factory;
        return context => make(context);
    }
}
