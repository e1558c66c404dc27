using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime.References;

/// <summary>Makes, at run time, the classes that the real code generator makes at build time: references that implement grain interfaces.</summary>
internal static class ProxyEmitter
{
    public const string MethodsField = "Methods";

    private const MethodAttributes Implementation =
        MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot;

    private static readonly ConstructorInfo BaseConstructor = typeof(GrainReference).GetConstructor(
        BindingFlags.Instance | BindingFlags.NonPublic, [typeof(GrainReferenceShared), typeof(IdSpan)])!;

    /// <summary>The interface's methods in the order in which the proxy numbers them.</summary>
    public static IReadOnlyList<MethodInfo> MethodsOf(Type grainInterface) =>
        [.. grainInterface.GetInterfaces().Prepend(grainInterface).SelectMany(i => i.GetMethods()).Where(m => !m.IsStatic)];

    public static Type Emit(Type grainInterface)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"Proxy of {grainInterface}"), AssemblyBuilderAccess.Run);
        GrantAccess(assembly, grainInterface);
        var type = assembly.DefineDynamicModule("Proxies").DefineType(
            $"Proxies.{grainInterface.Name}Proxy",
            TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class,
            typeof(GrainReference),
            [grainInterface]);
        var methods = type.DefineField(MethodsField, typeof(GrainMethod[]), FieldAttributes.Public | FieldAttributes.Static);
        EmitConstructor(type);
        var number = 0;
        foreach (var method in MethodsOf(grainInterface))
            EmitMethod(type, methods, method, number++);

        return type.CreateType();
    }

    private static void GrantAccess(AssemblyBuilder assembly, Type grainInterface)
    {
        var attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        var signatures = MethodsOf(grainInterface).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType));
        var assemblies = signatures.SelectMany(WithArguments).Concat(grainInterface.GetInterfaces())
            .Append(grainInterface).Append(typeof(GrainMethod)).Select(t => t.Assembly.GetName().Name!).Distinct();
        foreach (var name in assemblies)
            assembly.SetCustomAttribute(new CustomAttributeBuilder(attribute, [name]));
    }

    private static IEnumerable<Type> WithArguments(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(WithArguments).Append(type) : [type];

    private static void EmitConstructor(TypeBuilder type)
    {
        var constructor = type.DefineConstructor(
            MethodAttributes.Public, CallingConventions.HasThis, [typeof(GrainReferenceShared), typeof(IdSpan)]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, BaseConstructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder type, FieldInfo methods, MethodInfo method, int number)
    {
        var parameters = method.GetParameters();
        var builder = type.DefineMethod(
            $"{method.DeclaringType}.{method.Name}", Implementation, method.ReturnType, [.. parameters.Select(p => p.ParameterType)]);
        var typeParameters = DefineTypeParameters(builder, method);
        type.DefineMethodOverride(builder, method);

        var il = builder.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, methods);
        il.Emit(OpCodes.Ldc_I4, number);
        il.Emit(OpCodes.Ldelem_Ref);
        foreach (var parameter in typeParameters)
        {
            il.Emit(OpCodes.Ldtoken, parameter);
            il.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
            il.Emit(OpCodes.Callvirt, typeof(GrainMethod).GetMethod(nameof(GrainMethod.OfType))!);
        }

        EmitArguments(il, parameters);
        il.Emit(OpCodes.Call, CallFor(method));
        il.Emit(OpCodes.Ret);
    }

    private static void EmitArguments(ILGenerator il, ParameterInfo[] parameters)
    {
        il.Emit(OpCodes.Ldc_I4, parameters.Length);
        il.Emit(OpCodes.Newarr, typeof(object));
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameterType = parameters[i].ParameterType;
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg, i + 1);
            if (parameterType.IsValueType || parameterType.IsGenericParameter)
                il.Emit(OpCodes.Box, parameterType);

            il.Emit(OpCodes.Stelem_Ref);
        }
    }

    private static GenericTypeParameterBuilder[] DefineTypeParameters(MethodBuilder builder, MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition)
            return [];

        var original = method.GetGenericArguments();
        if (original.Length > 1)
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} has more than one type parameter.");

        var defined = builder.DefineGenericParameters([.. original.Select(t => t.Name)]);
        defined[0].SetGenericParameterAttributes(original[0].GenericParameterAttributes);
        defined[0].SetInterfaceConstraints([.. original[0].GetGenericParameterConstraints().Where(c => c.IsInterface)]);
        return defined;
    }

    private static MethodInfo CallFor(MethodInfo method)
    {
        var type = method.ReturnType;
        var name = type switch
        {
            _ when type == typeof(void) => nameof(ProxyCalls.Void),
            _ when type == typeof(Task) => nameof(ProxyCalls.Task),
            _ when type == typeof(ValueTask) => nameof(ProxyCalls.ValueTask),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Task<>) => nameof(ProxyCalls.TaskOf),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ValueTask<>) => nameof(ProxyCalls.ValueTaskOf),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) => nameof(ProxyCalls.Stream),
            _ => throw new NotSupportedException(
                $"{method.DeclaringType}.{method.Name} returns {type}; a grain method returns Task, ValueTask, IAsyncEnumerable or void."),
        };
        var call = typeof(ProxyCalls).GetMethod(name)!;
        return call.IsGenericMethodDefinition ? call.MakeGenericMethod(type.GetGenericArguments()) : call;
    }
}
