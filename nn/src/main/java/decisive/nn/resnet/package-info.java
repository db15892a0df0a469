/**
 * Residual networks with competitions. Start with {@link decisive.nn.resnet.ResNet}; a {@link
 * decisive.nn.resnet.ResNetDesign} says what one is made of.
 */
package decisive.nn.resnet;
